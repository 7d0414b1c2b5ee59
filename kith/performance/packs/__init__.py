"""What packs for meetings, inspections and boards share: their lists, their tables, paper and workbook."""
