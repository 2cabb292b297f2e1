"""What the desk shows and asks of publications: reasons at the editor, reasons for removals, the register."""
