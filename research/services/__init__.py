"""What can be done with questionnaires, surveys, answers and results; each module is one subject."""
