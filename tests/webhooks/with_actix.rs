//! Receives notifications of payments with actix-web.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use actix_web::web::{Bytes, Data, post};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use antom::types::Acknowledgement;
use antom::webhooks::notify_payment::Notification;

use crate::shop::{PATH, Shop};

/// Serves the shop's URL for notifications.
///
/// # Errors
///
/// Returns an error if the server cannot run.
pub async fn serve(listener: TcpListener, shop: Arc<Shop>) -> io::Result<()> {
    let shop = Data::from(shop);
    let app = move || {
        App::new()
            .app_data(shop.clone())
            .route("/notify", post().to(notify))
    };
    HttpServer::new(app).listen(listener)?.run().await
}

// The signature is of the bytes, so the body is `Bytes` and not `Json`.
async fn notify(shop: Data<Shop>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let received = Notification::receive(request.headers(), &body, PATH, &shop.verifier);
    let notification = match received {
        Ok(notification) => notification,
        Err(error) => {
            shop.tell(&error);
            return HttpResponse::BadRequest().finish();
        }
    };
    match shop.apply(&notification) {
        Ok(effect) => {
            shop.tell(&effect);
            HttpResponse::Ok().json(Acknowledgement::default())
        }
        // Nothing is stored, so the gateway has to send it again.
        Err(error) => {
            shop.tell(&error);
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}
