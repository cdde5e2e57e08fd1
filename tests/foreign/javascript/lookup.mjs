// Looks people up through the hub with @grpc/grpc-js, loading the contracts from protos/ at run time.
//   node lookup.mjs <host:port> <folder of certificates> <institution>
// Prints one JSON object with what it saw.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const [target, certificates, institution] = process.argv.slice(2);
const protos = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../protos');
const contracts = grpc.loadPackageDefinition(
  loader.loadSync(
    ['vamos/beneficiary/v1/beneficiary_service.proto', 'grpc/health/v1/health.proto', 'grpc/reflection/v1/reflection.proto'],
    { includeDirs: [protos], keepCase: true, enums: String, longs: String, defaults: true, oneofs: true },
  ),
);

const pem = (name) => readFileSync(path.join(certificates, name));
const credentials = grpc.credentials.createSsl(pem('ca.pem'), pem(`${institution}.key`), pem(`${institution}.pem`));
const beneficiaries = new contracts.vamos.beneficiary.v1.BeneficiaryService(target, credentials);

const get = (number, purpose = 'PURPOSE_CASE_MANAGEMENT') =>
  new Promise((resolve) => {
    const metadata = new grpc.Metadata();
    if (purpose) metadata.set('vamos-purpose', purpose);
    const call = { error: null, response: null, trailers: null };
    beneficiaries
      .GetBeneficiary({ national_id: { number } }, metadata, { deadline: Date.now() + 10000 }, (error, response) => Object.assign(call, { error, response }))
      .on('status', (status) => resolve({ ...call, trailers: status.metadata }));
  });

// proto-loader decodes no single messages; the reader beneath it does
const rpc = new protobuf.Root();
rpc.resolvePath = (_, wanted) => path.join(protos, wanted);
rpc.loadSync(['google/rpc/status.proto', 'google/rpc/error_details.proto']);
const decode = (type, bytes) => rpc.lookupType(type).toObject(rpc.lookupType(type).decode(bytes), { defaults: true, bytes: Buffer });

// google.rpc.Status in grpc-status-details-bin, its details unpacked by their type
const richError = ({ error }) => {
  const { message, details } = decode('google.rpc.Status', error.metadata.get('grpc-status-details-bin')[0]);
  const unpacked = details.map(({ type_url: url, value }) => ({ type: url.split('/')[1], ...decode(url.split('/')[1], value) }));
  return { code: error.code, message, details: unpacked };
};

const reflection = new contracts.grpc.reflection.v1.ServerReflection(target, credentials);
const services = () =>
  new Promise((resolve, reject) => {
    const call = reflection.ServerReflectionInfo({ deadline: Date.now() + 10000 });
    call.on('data', (answer) => resolve(answer.list_services_response.service.map((s) => s.name)));
    call.on('error', reject);
    call.write({ list_services: '' });
    call.end();
  });

const health = new contracts.grpc.health.v1.Health(target, credentials);
const serving = () =>
  new Promise((resolve, reject) =>
    health.Check({ service: '' }, { deadline: Date.now() + 10000 }, (error, response) => (error ? reject(error) : resolve(response.status))),
  );

const found = await get('99000004');
if (found.error) throw found.error;
const { beneficiary } = found.response;
console.log(
  JSON.stringify({
    person: beneficiary.person.name,
    programmes: beneficiary.enrollments.map((e) => [e.programme_code, e.status, e.instalment]),
    sources: beneficiary.sources.map((s) => [s.institution, s.state]),
    exchange: found.trailers.get('vamos-exchange-id')[0],
    malformed: richError(await get('10x')),
    unknown: richError(await get('99000012')),
    withoutPurpose: richError(await get('99000004', null)),
    services: await services(),
    health: await serving(),
  }),
);
beneficiaries.close();
reflection.close();
health.close();
