create table users (
  id            uuid         primary key,
  teacher_id    uuid         not null,
  tenant_id     uuid         not null,
  phone_number  varchar(16)  not null,
  full_name     varchar(200) not null,
  email         varchar(254) not null,
  status        varchar(20)  not null,
  password_hash varchar(200),
  -- What makes a repeated event change nothing.
  constraint users_teacher_id unique (teacher_id)
);

-- Not unique: a number may pass from a teacher who left to a new one.
create index users_phone_number on users (phone_number);
