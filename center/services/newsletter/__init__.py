"""What can be done to the newsletter and its readers."""
