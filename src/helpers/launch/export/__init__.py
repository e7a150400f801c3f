"""The question banks for the systems of schools: Moodle XML and QTI 2.1.

``python3 course.py export`` calls this package, and writes what `items` makes of each question.
"""
