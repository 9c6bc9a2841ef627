-- What hand-overs and imports say of a customer is of that time, and stays with the id the customer had.
insert into customer_references values
    ('customer_handovers', 'customer_id', 'STAYS'), ('import_rows', 'customer_id', 'STAYS');
