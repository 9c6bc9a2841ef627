-- A tier judged anew, a contact, a hand-over of marks: most edits of a customer change no indexed column. With room for the new row
-- on its page they touch none of the table's twenty indexes. Pages written from now on keep it; no row is rewritten.
alter table customers set (fillfactor = 85);
