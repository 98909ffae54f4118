//! The gateway as a transport in memory.

use std::io::{Cursor, Read};

use crate::client::{AnswerBody, BlockingTransport, Transport, TransportError};

use super::exchange::Exchanged;
use super::gateway::TestGateway;

impl TestGateway {
    fn receive(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<http::Response<Vec<u8>>, TransportError> {
        match self.exchange(request) {
            Exchanged::Answer(answer) => Ok(answer),
            Exchanged::Broken => Err(TransportError::broken("the script says so")),
            Exchanged::Lost => Err(TransportError::timed_out("the script says so")),
        }
    }
}

/// Returns at once: a lost answer is a timeout without waiting.
impl Transport for TestGateway {
    async fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<http::Response<AnswerBody>, TransportError> {
        Ok(self.receive(request)?.map(AnswerBody::whole))
    }
}

/// Returns at once: a lost answer is a timeout without waiting.
impl BlockingTransport for TestGateway {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<http::Response<Box<dyn Read + Send>>, TransportError> {
        let answer = self.receive(request)?;
        Ok(answer.map(|body| Box::new(Cursor::new(body)) as Box<dyn Read + Send>))
    }
}
