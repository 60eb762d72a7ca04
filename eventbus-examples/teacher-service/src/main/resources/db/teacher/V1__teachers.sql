create table teachers (
  id           uuid         primary key,
  tenant_id    uuid         not null,
  phone_number varchar(16)  not null,
  full_name    varchar(200) not null,
  email        varchar(254) not null,
  constraint teachers_phone_number unique (phone_number)
);
