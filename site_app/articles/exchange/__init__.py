"""How do articles come in from files and go out into files?"""
