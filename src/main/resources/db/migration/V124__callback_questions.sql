-- 回访问题: 《私募投资基金募集行为管理办法》第三十条 names eight. A newer version replaces them from its day on.

create table callback_questions (
    version     integer not null check (version > 0),
    number      integer not null check (number between 1 and 8),
    active_from date not null,
    zh          text not null check (length(zh) between 1 and 500),
    en          text not null check (length(en) between 1 and 500),
    primary key (version, number)
);
create trigger callback_questions_are_append_only before update or delete on callback_questions
    for each row execute function refuse_change();
insert into callback_questions (version, number, active_from, zh, en) values
    (1, 1, '2016-07-15', '您是否为本次投资的投资者本人（或该机构）？',
     'Are you the investor (or the institution) of this investment?'),
    (1, 2, '2016-07-15', '您是否为自己购买该产品，并按要求亲笔签名或盖章？',
     'Do you buy this product for yourself, and did you sign or seal the papers yourself?'),
    (1, 3, '2016-07-15', '您是否已阅读并理解合同和风险揭示的内容？',
     'Have you read and understood the contract and the disclosure of risks?'),
    (1, 4, '2016-07-15', '您的风险识别能力及风险承担能力是否与所投资的产品相匹配？',
     'Do your ability to recognise risks and to bear them match this product?'),
    (1, 5, '2016-07-15', '您是否知悉主要费用及费率、您的重要权利，以及信息披露的内容、方式及频率？',
     'Do you know the main fees and their rates, your important rights, and what is disclosed, how and how often?'),
    (1, 6, '2016-07-15', '您是否知悉未来可能承担投资损失？', 'Do you know that you may bear a loss?'),
    (1, 7, '2016-07-15', '您是否知悉投资冷静期的起算时间、期间以及您享有的权利？',
     'Do you know when the cooling-off began, how long it lasts and what rights it gives you?'),
    (1, 8, '2016-07-15', '您是否知悉纠纷解决的安排？', 'Do you know how disputes are settled?');

alter table order_callbacks add column questions_version integer not null default 1;
