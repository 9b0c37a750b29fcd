"""Links by which a state of a draft is read before it is published, by whoever has one."""
