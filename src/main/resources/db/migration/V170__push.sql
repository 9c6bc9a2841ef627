-- Digests, words of the firm's own, the inbox as a channel of its own, and the age of push tokens.

-- Words in place of a kind's own (提醒文案). They stand on locked screens: no placeholders, no sums of money, nothing unseen.
-- Never changed, so that a notice goes on saying what it said.
create table notice_texts (
    id       uuid primary key,
    zh_title text not null check (length(zh_title) between 1 and 40),
    zh_body  text not null check (length(zh_body) between 1 and 80),
    en_title text not null check (length(en_title) between 1 and 40),
    en_body  text not null check (length(en_body) between 1 and 80),
    constraint notice_texts_tell_nothing check (zh_title || '|' || zh_body || '|' || en_title || '|' || en_body !~
        ('[{}<>$%¥￥€£＄｛｝＜＞％\u0001-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]'
         || '|[0-9０-９零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟] *[元万亿]'))
);
create trigger notice_texts_are_kept before update or delete on notice_texts
    for each row execute function refuse_change();

-- Null: the kind's own words.
alter table notifications add column text_id uuid references notice_texts;

-- The delivery whose push told of this one as well (合并推送), or may have while this one waits for a repeat.
alter table deliveries add column digest_of uuid;
alter table deliveries add constraint deliveries_digested
    check (reason is distinct from 'DIGESTED' or digest_of is not null) not valid;

-- Kinds not even in the inbox.
alter table notification_preferences add column hidden text[] not null default '{}';
