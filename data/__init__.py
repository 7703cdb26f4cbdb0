"""What is known and kept: read, recognize, check and store; and the files themselves."""
