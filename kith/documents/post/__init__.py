"""The outbox: mail is written in the transaction of what causes it, and sent afterwards until it is taken."""
