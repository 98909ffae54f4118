//! Receives notifications of payments with axum.

use std::io;
use std::sync::Arc;

use antom::types::Acknowledgement;
use antom::webhooks::notify_payment::Notification;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use tokio::net::TcpListener;

use crate::shop::{PATH, Shop};

/// Serves the shop's URL for notifications.
///
/// # Errors
///
/// Returns an error if the server cannot run.
pub async fn serve(listener: TcpListener, shop: Arc<Shop>) -> io::Result<()> {
    let routes = Router::new().route("/notify", post(notify));
    axum::serve(listener, routes.with_state(shop)).await
}

// The signature is of the bytes, so the body is `Bytes` and not `Json`.
async fn notify(State(shop): State<Arc<Shop>>, headers: HeaderMap, body: Bytes) -> Response {
    let notification = match Notification::receive(&headers, &body, PATH, &shop.verifier) {
        Ok(notification) => notification,
        Err(error) => {
            shop.tell(&error);
            return StatusCode::BAD_REQUEST.into_response();
        }
    };
    match shop.apply(&notification) {
        Ok(effect) => {
            shop.tell(&effect);
            Json(Acknowledgement::default()).into_response()
        }
        // Nothing is stored, so the gateway has to send it again.
        Err(error) => {
            shop.tell(&error);
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
