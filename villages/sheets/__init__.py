"""Reads the lists that offices keep in spreadsheets: a file becomes a table, a table becomes judged rows.

Pure functions: no database, no request. Nothing of a file is believed before it was measured.
"""
