"""What those invited to a conference are sent and given: invitations, reports, decisions with the outline plan."""
