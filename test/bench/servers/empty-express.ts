import express from 'express';

const app = express();
app.get('/readyz', (_request, response) => {
  response.json({ status: 'ready' });
});
app.listen(Number(process.env['PORT']), '127.0.0.1');
