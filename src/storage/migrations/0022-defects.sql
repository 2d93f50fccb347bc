-- The defect of the exchange-rate service is one of the known defects now, and no longer a switch of that service.
insert into environment (key, value)
select 'defects', '["assessed-at-old-rate"]' from environment
where key = 'partner exchange-rates' and value like '%"assessesWhenDown":true%';

update environment
set value = replace(replace(value, '"assessesWhenDown":true,', ''), '"assessesWhenDown":false,', '')
where key = 'partner exchange-rates';
