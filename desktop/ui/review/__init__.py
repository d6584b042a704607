"""The review screen: held records, the page, the fields, the decision."""
