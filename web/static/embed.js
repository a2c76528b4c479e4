// Pages in frames of other sites: tells the page around the frame how tall the content is,
// in CSS pixels, whenever that changes. The message has nothing else in it, so that any page
// may hear it.

if (parent !== window) {
  const content = document.documentElement;
  const tell = () => parent.postMessage({ type: 'viewline:height', height: Math.ceil(content.getBoundingClientRect().height) }, '*');
  new ResizeObserver(tell).observe(content);
}
