# syntax=docker/dockerfile:1
#
# hugginggpt as an image: server and worker. Untried: no Docker was at hand where it was written. A test reads it with
# docker-compose.yml (test/src/docs/containers.test.ts): the paths that it copies, the commands and the settings are there.

# The package is built and installed with a compiler, which the image itself does not need.
FROM node:20.20.2-bookworm-slim AS build
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
ENV TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npm run pack
# Elsewhere than in the checkout, whose .npmrc lets no script of a package run: better-sqlite3 is compiled by one.
RUN cd / && npm install --global --prefix /opt/hugginggpt --no-audit --no-fund /src/packed/hugginggpt-[0-9]*.tgz

FROM node:20.20.2-bookworm-slim
COPY --from=build /opt/hugginggpt /opt/hugginggpt
COPY LICENSE NOTICE.md /opt/hugginggpt/
ENV PATH=/opt/hugginggpt/bin:$PATH NODE_ENV=production HUGGINGGPT_HOME=/data/home
RUN mkdir -p /data/home /data/artifacts && chown -R node:node /data && chmod 700 /data/home /data/artifacts
# Not root: `node` (1000) is the image's own.
USER node
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["hugginggpt"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]
