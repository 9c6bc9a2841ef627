-- What each regime (产品类型) demands, as the firm's compliance keeps it. The checks are the law's own bounds: a firm may be
-- stricter, never laxer.

create table regimes (
    code                    text primary key check (code in ('PRIVATE_SECURITIES_FUND', 'PRIVATE_EQUITY_FUND',
                                'ASSET_MANAGEMENT_PLAN', 'TRUST')),
    min_amount              numeric(17, 2) not null,
    -- Investors at most (人数上限): of a product by contract, and of one that is a limited company or a partnership.
    investor_cap            integer not null check (investor_cap between 1 and 200),
    partnership_cap         integer not null check (partnership_cap between 1 and 50 and partnership_cap <= investor_cap),
    -- 合格投资者标准, in yuan.
    qualified_assets        numeric(17, 2) not null check (qualified_assets >= 3000000),
    qualified_income        numeric(17, 2) not null check (qualified_income >= 500000),
    qualified_net_assets    numeric(17, 2) not null check (qualified_net_assets >= 10000000),
    cooling_off_hours       integer not null check (cooling_off_hours between 24 and 720),
    cooling_off_from        text not null check (cooling_off_from in ('SIGNING_AND_PAYMENT', 'PAYMENT')),
    callback_required       boolean not null,
    mismatch                text not null check (mismatch in ('REFUSE', 'SIGNED_WARNING')),
    declarations_required   boolean not null,
    dual_recording_required boolean not null,
    recording_years         integer not null check (recording_years between 20 and 100),
    certification_review    text not null check (certification_review in ('WITH_APPROVAL', 'BEFORE_APPROVAL')),
    -- By gate: {"COOLING_OFF": {"zh": "…", "en": "…"}}.
    articles                jsonb not null check (jsonb_typeof(articles) = 'object'),
    version                 bigint not null default 0,
    changed_at              timestamptz not null default now(),
    changed_by              uuid references users,
    constraint regimes_min_amount check (min_amount >= case code when 'ASSET_MANAGEMENT_PLAN' then 300000 else 1000000 end),
    -- 《私募投资基金募集行为管理办法》第二十九条 leaves only other funds a choice.
    constraint regimes_securities_fund check (code <> 'PRIVATE_SECURITIES_FUND' or cooling_off_from = 'SIGNING_AND_PAYMENT')
);

-- Every version as it was, so that an order of years ago can be judged by the rules of its day.
create table regime_versions (
    code       text not null references regimes,
    version    bigint not null,
    terms      jsonb not null,
    changed_at timestamptz not null,
    changed_by uuid references users,
    primary key (code, version)
);
create trigger regime_versions_are_append_only before update or delete on regime_versions
    for each row execute function refuse_change();
create function keep_regime_version() returns trigger language plpgsql as $$
begin
    insert into regime_versions values (new.code, new.version, to_jsonb(new), new.changed_at, new.changed_by);
    return null;
end $$;
create trigger regimes_are_versioned after insert or update on regimes
    for each row execute function keep_regime_version();

with private_fund (gate, zh, en) as (values
    ('RISK_ASSESSMENT',
     '《私募投资基金募集行为管理办法》第十八条：风险测评有效期不超过三年',
     'Measures for Raising Private Funds, art. 18: a risk assessment, at most three years old'),
    ('SUITABILITY',
     '《证券期货投资者适当性管理办法》第十九条、《私募投资基金募集行为管理办法》第二十一条：客户风险承受能力应覆盖产品风险等级；最低类别投资者不得购买更高风险产品',
     'Suitability Measures, art. 19, and Measures for Raising Private Funds, art. 21: the customer''s level covers the product''s; the lowest category never goes beyond its own'),
    ('QUALIFIED_INVESTOR',
     '《私募投资基金监督管理暂行办法》第十二条、《私募投资基金募集行为管理办法》第二十七条、第二十八条：审查并确认合格投资者，单只基金不低于100万元',
     'Interim Measures for Private Funds, art. 12, and Measures for Raising Private Funds, arts. 27 and 28: a qualified investor, examined and confirmed, at least CNY 1,000,000 per fund'),
    ('DECLARATIONS',
     '《私募投资基金募集行为管理办法》第九条：投资者书面承诺为自己购买，不得以非法拆分转让为目的购买',
     'Measures for Raising Private Funds, art. 9: the investor promises in writing to buy for himself and not to split and resell'),
    ('CONTRACT',
     '《私募投资基金募集行为管理办法》第二十九条：完成合格投资者确认后签署合同',
     'Measures for Raising Private Funds, art. 29: the contract is signed after the investor is confirmed as qualified'),
    ('DOCUMENTS',
     '《私募投资基金募集行为管理办法》第二十六条：签署风险揭示书并留存材料',
     'Measures for Raising Private Funds, art. 26: the risk disclosure is signed and the papers are kept'),
    ('DUAL_RECORDING',
     '《证券期货投资者适当性管理办法》第二十五条、第三十二条：告知、警示全过程录音或者录像，保存不少于二十年',
     'Suitability Measures, arts. 25 and 32: what is told and warned of is recorded, and kept for at least twenty years'),
    ('PAYMENT',
     '《私募投资基金募集行为管理办法》第十二条：认购款自投资者账户划出，原路返还；付款人须为投资者本人，金额须与订单一致',
     'Measures for Raising Private Funds, art. 12: the money comes from the investor''s account and goes back the same way; the investor pays the order''s amount'),
    ('COOLING_OFF',
     '《私募投资基金募集行为管理办法》第二十九条：自签署合同并付款后起算，不少于二十四小时，期间不得主动联系投资者',
     'Measures for Raising Private Funds, art. 29: at least 24 hours from signing and payment, during which the investor is not contacted'),
    ('CALLBACK',
     '《私募投资基金募集行为管理办法》第三十条、第三十一条：冷静期满后由非销售人员回访，回访成功前投资者可解除合同',
     'Measures for Raising Private Funds, arts. 30 and 31: called back by someone outside sales; until then the investor may rescind')),
-- Products other than private funds keep these because the firm says so; who is qualified their own rules say.
own_rule (code, gate, zh, en) as (values
    ('ASSET_MANAGEMENT_PLAN', 'QUALIFIED_INVESTOR',
     '《关于规范金融机构资产管理业务的指导意见》第五条：合格投资者及最低投资金额',
     'Guiding Opinions on Asset Management, para. 5: qualified investors and the least amount'),
    ('TRUST', 'QUALIFIED_INVESTOR',
     '《信托公司集合资金信托计划管理办法》第六条：合格投资者及最低认购金额',
     'Measures for Collective Fund Trust Plans, art. 6: qualified investors and the least amount')),
regime (code, min_amount) as (values
    ('PRIVATE_SECURITIES_FUND', 1000000), ('PRIVATE_EQUITY_FUND', 1000000), ('ASSET_MANAGEMENT_PLAN', 300000), ('TRUST', 1000000))
insert into regimes (code, min_amount, investor_cap, partnership_cap, qualified_assets, qualified_income, qualified_net_assets,
       cooling_off_hours, cooling_off_from, callback_required, mismatch, declarations_required, dual_recording_required,
       recording_years, certification_review, articles)
select r.code, r.min_amount, 200, 50, 3000000, 500000, 10000000, 24, 'SIGNING_AND_PAYMENT', true, 'REFUSE', false, false, 20,
       'WITH_APPROVAL',
       (select jsonb_object_agg(f.gate, jsonb_build_object(
                   'zh', coalesce(o.zh, case when r.code like 'PRIVATE%' then f.zh else '公司参照执行：' || f.zh end),
                   'en', coalesce(o.en, case when r.code like 'PRIVATE%' then f.en else 'Kept by the firm''s rule: ' || f.en end)))
          from private_fund f left join own_rule o on o.code = r.code and o.gate = f.gate)
          || '{"APPROVAL": {"zh": "公司制度：订单须经合规人员审批，审批人不得为预约人",
                            "en": "The firm''s rule: compliance approves, never the person who booked"}}'
  from regime r;

-- 契约型, 公司型 (有限责任公司), 合伙型: who may be how many.
alter table products add column legal_form text not null default 'CONTRACT'
    check (legal_form in ('CONTRACT', 'COMPANY', 'PARTNERSHIP'));
alter table products add constraint products_partnership check (legal_form = 'CONTRACT' or quota_seats <= 50);
