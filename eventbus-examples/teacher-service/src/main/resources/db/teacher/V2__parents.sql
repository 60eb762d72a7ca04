create table parents (
  id           uuid         primary key,
  tenant_id    uuid         not null,
  student_id   uuid         not null,
  phone_number varchar(16)  not null,
  full_name    varchar(200) not null,
  email        varchar(254) not null,
  constraint parents_student_id_phone_number unique (student_id, phone_number)
);
