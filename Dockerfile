# The server and the loader, built from source, both static, with the sample content.
# release/Dockerfile is for the finished programs of a release.
#   docker build -t viewline .
#   docker run -p 127.0.0.1:8080:8080 -v viewline:/app/data viewline
#   docker run -v viewline:/app/data -v ./posts:/posts:ro --entrypoint loader viewline /posts

FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go generate ./licences
RUN mkdir -p /out/data && CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/bin/ . ./loader

# Nothing but the programs, and the roots by which MongoDB's certificate is checked.
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/bin/ /bin/
WORKDIR /app
COPY content content
COPY --from=build --chown=65532:65532 /out/data data
USER 65532:65532
VOLUME /app/data
# The one folder that can be written to, for the loader's temporary files.
ENV TMPDIR=/app/data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --start-interval=1s --retries=3 \
  CMD ["viewline", "health", "--addr=:8080"]
ENTRYPOINT ["viewline", "--addr=:8080"]
