"""What mends each class that fails."""
