"""What stands in running text for what is shown but not read, such as a picture?"""

OPAQUE = "\ufffc"
