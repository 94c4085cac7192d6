"""The search side of the index: plans are evaluated over columns of numbers, whole posting lists at a time.

Documents are numbered from 0 within their segment; lists of them are ascending. No loop runs over documents.
"""
