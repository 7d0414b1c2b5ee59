"""Files that were handed in: judged by what is in them, stored under a name of ours."""
