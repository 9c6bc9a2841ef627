alter table messages validate constraint messages_kind_check;
alter table messages validate constraint messages_card_is_reference;
