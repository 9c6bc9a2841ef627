-- Papers that explain a product.
create table product_documents (
    id         uuid primary key,
    product_id uuid not null references products,
    file_id    uuid not null unique references files,
    kind       text not null check (kind in ('BROCHURE', 'PROSPECTUS', 'CONTRACT_TEMPLATE', 'RISK_DISCLOSURE', 'REPORT', 'OTHER')),
    title      text not null check (length(title) between 1 and 200),
    added_at   timestamptz not null,
    added_by   uuid references users
);
create index product_documents_by_product on product_documents (product_id, id desc);
