-- Papers laid to complaints, by the customer or by staff.
create table complaint_files (
    file_id      uuid primary key references files,
    complaint_id uuid not null references complaints
);
create index complaint_files_by_complaint on complaint_files (complaint_id, file_id);
create trigger complaint_files_are_append_only before update or delete on complaint_files
    for each row execute function refuse_change();
