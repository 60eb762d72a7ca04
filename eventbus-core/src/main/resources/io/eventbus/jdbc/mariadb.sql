-- Eventbus, version 1, for MariaDB 10.6 and MySQL 8.0.19 and later.

create table if not exists eventbus_schema (
  version integer not null primary key
) engine = InnoDB;

insert ignore into eventbus_schema (version) values (1);

-- Committed events that are not sent yet. An event router of a change-data-capture relay can read it, too.
create table if not exists eventbus_outbox (
  id bigint not null auto_increment primary key,
  event_id text,
  type text,
  aggregate_type varchar(249) not null,                     -- the topic
  aggregate_id text,                                        -- the key
  headers longtext not null,                                -- an object of JSON
  payload longblob,
  created_at datetime(6) not null default (utc_timestamp(6))
) engine = InnoDB character set utf8mb4 collate utf8mb4_bin;

-- Events that Kafka refuses for good (HELD), and those that wait behind them (BEHIND).
create table if not exists eventbus_outbox_held (
  id bigint not null primary key,
  event_id text,
  type text,
  aggregate_type varchar(249) not null,
  aggregate_id text,
  headers longtext not null,
  payload longblob,
  created_at datetime(6) not null,
  status varchar(10) not null,
  reason text,
  held_at datetime(6) not null,
  key eventbus_outbox_held_key (aggregate_type, aggregate_id(100), status),
  key eventbus_outbox_held_status (status)
) engine = InnoDB character set utf8mb4 collate utf8mb4_bin;

create table if not exists eventbus_outbox_lease (
  name varchar(50) not null primary key,
  owner varchar(255),
  fence bigint not null,
  expires_at datetime(6) not null,
  asleep boolean not null,
  done_up_to bigint not null default 0                      -- no event with such an id is left
) engine = InnoDB character set utf8mb4 collate utf8mb4_bin;

insert ignore into eventbus_outbox_lease (name, fence, expires_at, asleep)
values ('relay', 0, utc_timestamp(6), false);

-- Which events a consumer group has handled. Bytes, so that no two ids are ever taken for the same.
create table if not exists eventbus_inbox (
  consumer_group varbinary(255) not null,
  event_id varbinary(1020) not null,
  handled_at datetime(6) not null default (utc_timestamp(6)),
  primary key (consumer_group, event_id),
  key eventbus_inbox_handled_at (handled_at)
) engine = InnoDB;
