"""Which keys of a corpus are one entity: `crossdoc` asks the rules here, one block of comparable keys at a time."""
