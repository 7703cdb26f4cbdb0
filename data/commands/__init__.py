"""What the command line can do, one function a command; ``data.cli`` takes the words apart."""
