create table users (
  id        uuid         primary key,
  email     varchar(254) not null,
  full_name varchar(200) not null,
  constraint users_email unique (email)
);

create table sent_notifications (
  id              bigint generated always as identity primary key,
  notification_id uuid                     not null,
  channel         varchar(10)              not null,
  recipient       varchar(254)             not null,
  sent_at         timestamp with time zone not null
);

create index sent_notifications_recipient on sent_notifications (recipient);

create table counters (
  name  varchar(100) primary key,
  total bigint       not null
);
