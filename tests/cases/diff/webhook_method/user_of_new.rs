use clinic::webhooks::pet_adopted::Notification;

fn read(json: &[u8]) -> Result<Notification, clinic::DecodeError> {
    Notification::from_json(json)
}

fn main() {}
