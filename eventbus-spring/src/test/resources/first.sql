create table tables_before as
select table_name from information_schema.tables where lower(table_name) like 'eventbus%';
