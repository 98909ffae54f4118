use clinic::Webhook;
use clinic::webhooks::pet_adopted::Notification;

fn answer(reply: <Notification as Webhook>::Reply) -> () {
    reply
}

fn main() {}
