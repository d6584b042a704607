"""The records screen: the table, its filters, and a record's detail beside it."""
