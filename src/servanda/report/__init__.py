"""What people see of readings: the page, the terminal view, the notebook's fragment, and the schema of the output."""
