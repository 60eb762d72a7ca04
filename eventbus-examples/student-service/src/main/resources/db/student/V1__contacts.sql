create table contacts (
  id           bigint generated always as identity primary key,
  student_id   uuid         not null,
  parent_id    uuid         not null,
  full_name    varchar(200) not null,
  phone_number varchar(16)  not null,
  email        varchar(254) not null
);

create index contacts_student_id on contacts (student_id);
