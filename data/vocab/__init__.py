"""What names mean: hosts, formats, topics and problem codes as CSV files, and the code that reads them."""
