"""Turns documents' characters into lines of cells: made safe, wrapped, styled."""
