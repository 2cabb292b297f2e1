"""What is done with translations: submitting, handing in, reviewing."""
