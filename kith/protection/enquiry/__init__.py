"""Strategy discussions and the section 47 enquiries that some of them start."""
