-- Drawback by kind of duty, so that it follows what a declaration bears later, and the waiver it was claimed with.
alter table drawback_claims add column has_waiver integer not null default 0;
alter table drawback_lines add column given text not null default '{}';
update drawback_lines set given = '{"duty":' || drawback_cents || '}';
