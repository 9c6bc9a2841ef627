-- Cards (卡片): messages that hold nothing but a reference to a product, an order or a customer. Checked for what is new at once;
-- what is there already is checked by the next migration, which lets messages be written meanwhile.

alter table messages drop constraint messages_kind_check;
alter table messages add constraint messages_kind_check check (kind in ('text', 'file', 'card', 'system')) not valid;
alter table messages add constraint messages_card_is_reference
    check (kind <> 'card' or recalled_at is not null or jsonb_exists_all(body, array['type', 'id']) and body - array['type', 'id', 'replyTo', 'mentions'] = '{}') not valid;
