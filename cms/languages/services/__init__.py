"""What happens to translations; the rows and their history are written nowhere else."""
