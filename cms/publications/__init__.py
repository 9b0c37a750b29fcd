"""The log: one row for every page that is or was public, with its representation and the number of
the commit that last changed it.

Read `models`, then `sql/mark.sql` and `sql/number.sql`: what changed is marked by triggers and
numbered when its transaction commits. `building` fills the rows, `reading` answers from them,
`follower` keeps them filled.
"""
