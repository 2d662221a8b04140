"""The user's work as records that several people can change and bring together again."""
