-- 风险测评问卷, versioned: an assessment keeps the version it was scored by, and what it found.

create table questionnaires (
    version     integer primary key check (version > 0),
    -- {"items": [{"zh", "en", "options": [{"zh", "en", "points"}]}]}, ten of them.
    questions   jsonb not null check (jsonb_typeof(questions -> 'items') = 'array'
                    and jsonb_array_length(questions -> 'items') = 10),
    -- The highest sum of points of C1, C2, C3 and C4; above is C5.
    bands       smallint[] not null check (cardinality(bands) = 4 and bands[1] < bands[2] and bands[2] < bands[3]
                    and bands[3] < bands[4]),
    active_from date not null,
    created_at  timestamptz not null default now(),
    created_by  uuid references users
);
create index questionnaires_by_day on questionnaires (active_from desc, version desc);
create trigger questionnaires_are_append_only before update or delete on questionnaires
    for each row execute function refuse_change();

insert into questionnaires (version, active_from, bands, questions) values (1, '2000-01-01', '{18,26,34,42}', '{"items": [
  {"zh": "您的主要收入来源是什么？", "en": "What is your main source of income?", "options": [{"zh": "无固定收入", "en": "No regular income", "points": 1}, {"zh": "养老金或租金", "en": "Pension or rents", "points": 2}, {"zh": "工资、劳务报酬", "en": "Salary", "points": 3}, {"zh": "生产经营所得", "en": "Business income", "points": 4}, {"zh": "投资收益等多种来源", "en": "Investments and several other sources", "points": 5}]},
  {"zh": "您的家庭年收入为多少（人民币）？", "en": "What is your household''s yearly income (CNY)?", "options": [{"zh": "20万元以下", "en": "Below 200,000", "points": 1}, {"zh": "20万至50万元", "en": "200,000 to 500,000", "points": 2}, {"zh": "50万至100万元", "en": "500,000 to 1,000,000", "points": 3}, {"zh": "100万至300万元", "en": "1,000,000 to 3,000,000", "points": 4}, {"zh": "300万元以上", "en": "Above 3,000,000", "points": 5}]},
  {"zh": "可用于投资的资产占家庭总资产的比例是多少？", "en": "What part of your household''s assets can be invested?", "options": [{"zh": "10%以下", "en": "Below 10%", "points": 1}, {"zh": "10%至25%", "en": "10% to 25%", "points": 2}, {"zh": "25%至50%", "en": "25% to 50%", "points": 3}, {"zh": "50%至75%", "en": "50% to 75%", "points": 4}, {"zh": "75%以上", "en": "Above 75%", "points": 5}]},
  {"zh": "您是否有尚未清偿的较大债务？", "en": "Do you have considerable debts?", "options": [{"zh": "有，且还款压力大", "en": "Yes, and repaying them is hard", "points": 1}, {"zh": "有，主要为亲友借款", "en": "Yes, mainly to relatives and friends", "points": 2}, {"zh": "有，主要为信用消费贷款", "en": "Yes, mainly consumer credit", "points": 3}, {"zh": "有，主要为住房抵押贷款", "en": "Yes, mainly a mortgage", "points": 4}, {"zh": "没有", "en": "None", "points": 5}]},
  {"zh": "您的投资知识如何？", "en": "How much do you know of investing?", "options": [{"zh": "没有", "en": "Nothing", "points": 1}, {"zh": "略有了解", "en": "A little", "points": 2}, {"zh": "了解基金、股票等产品", "en": "I know funds and shares", "points": 3}, {"zh": "学习过相关课程", "en": "I have studied it", "points": 4}, {"zh": "取得相关专业资格或从业经历", "en": "I am qualified or have worked in finance", "points": 5}]},
  {"zh": "您有多少年投资基金、股票、信托、私募产品等的经验？", "en": "For how many years have you invested in funds, shares, trusts or private products?", "options": [{"zh": "没有经验", "en": "None", "points": 1}, {"zh": "少于2年", "en": "Less than 2", "points": 2}, {"zh": "2至5年", "en": "2 to 5", "points": 3}, {"zh": "5至10年", "en": "5 to 10", "points": 4}, {"zh": "10年以上", "en": "More than 10", "points": 5}]},
  {"zh": "您曾投资过的风险最高的产品是哪类？", "en": "What is the riskiest kind of product you have invested in?", "options": [{"zh": "存款、国债", "en": "Deposits, treasury bonds", "points": 1}, {"zh": "银行理财、货币基金", "en": "Bank products, money funds", "points": 2}, {"zh": "债券基金、信托", "en": "Bond funds, trusts", "points": 3}, {"zh": "股票、混合基金", "en": "Shares, mixed funds", "points": 4}, {"zh": "私募、期货等", "en": "Private funds, futures", "points": 5}]},
  {"zh": "您计划的投资期限是多久？", "en": "For how long do you plan to invest?", "options": [{"zh": "半年以内", "en": "Up to half a year", "points": 1}, {"zh": "半年至1年", "en": "Half a year to 1 year", "points": 2}, {"zh": "1至3年", "en": "1 to 3 years", "points": 3}, {"zh": "3至5年", "en": "3 to 5 years", "points": 4}, {"zh": "5年以上", "en": "More than 5 years", "points": 5}]},
  {"zh": "您的投资目标是什么？", "en": "What is the aim of your investing?", "options": [{"zh": "资产保值", "en": "To keep what I have", "points": 1}, {"zh": "略高于存款的稳定收益", "en": "A steady income above deposits", "points": 2}, {"zh": "收益与风险平衡", "en": "A balance of return and risk", "points": 3}, {"zh": "较高增值，接受较大波动", "en": "High growth, with large swings", "points": 4}, {"zh": "最大增值，接受重大损失的可能", "en": "The highest growth, at the risk of great losses", "points": 5}]},
  {"zh": "您能承受的最大投资损失是多少？", "en": "What is the greatest loss you could bear?", "options": [{"zh": "不能承受任何损失", "en": "None at all", "points": 1}, {"zh": "10%以内", "en": "Up to 10%", "points": 2}, {"zh": "10%至30%", "en": "10% to 30%", "points": 3}, {"zh": "30%至50%", "en": "30% to 50%", "points": 4}, {"zh": "50%以上", "en": "More than 50%", "points": 5}]}]}');

alter table risk_assessments
    add column questionnaire_version integer not null default 1 references questionnaires;
